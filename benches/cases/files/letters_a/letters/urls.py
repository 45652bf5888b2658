from rest_framework.routers import DefaultRouter

from .views import Letters

router = DefaultRouter()
router.register("letters", Letters, basename="letter")
urlpatterns = router.urls
